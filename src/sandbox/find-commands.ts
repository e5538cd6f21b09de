import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** Every file of that name on the search path that may be executed, in its order. */
export async function findCommands(name: string, { PATH = '' }: Readonly<NodeJS.ProcessEnv>): Promise<string[]> {
  const candidates = [...new Set(PATH.split(delimiter).filter(isAbsolute))].map(folder => join(folder, name))
  const found = await Promise.all(candidates.map(isExecutable))
  return candidates.filter((_, index) => found[index])
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
