import { execFile } from 'node:child_process'

export interface CommandAnswer {
  ok: boolean
  stdout: string
  /** What it complained about, or why it could not be run. */
  complaint: string
}

/** Runs a short command of the user's own machine to its end; never throws. */
export function askCommand(
  file: string,
  words: readonly string[],
  env: Readonly<NodeJS.ProcessEnv>,
  timeout = 20_000,
): Promise<CommandAnswer> {
  return new Promise(resolve => {
    execFile(file, [...words], { env: { ...env }, timeout, killSignal: 'SIGKILL', encoding: 'utf8', cwd: '/' }, (error, stdout, stderr) => {
      const reason = error?.killed === true ? `no answer within ${timeout / 1000} seconds` : (error?.message ?? '')
      resolve({ ok: error === null, stdout, complaint: stderr.trim() || reason })
    })
  })
}
