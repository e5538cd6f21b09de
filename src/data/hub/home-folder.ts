import { homedir } from 'node:os'
import { resolve } from 'node:path'

export const homeOf = (env: Readonly<NodeJS.ProcessEnv>): string => env.HOME || env.USERPROFILE || homedir()

/** A folder that the user names: `~` is the home folder, a relative path starts at the working folder. */
export function folderOf(path: string, env: Readonly<NodeJS.ProcessEnv>, cwd: string): string {
  return resolve(cwd, path.replace(/^~(?=$|[/\\])/, homeOf(env)))
}
