import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'

const program = new URL('../../bin/evalscope-ts.js', import.meta.url).pathname

/** Processes that are still running, to be ended with this one. */
const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** @param {import('node:child_process').ChildProcess} child */
function watched(child) {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/**
 * Starts a script that sends one message when it is ready.
 * @param {URL} script
 * @param {string[]} args
 * @param {string[]} [nodeArgs]
 * @returns {Promise<{ message: any, stop(): Promise<void> }>}
 */
export async function startScript(script, args, nodeArgs = []) {
  const child = watched(fork(script, args, { execArgv: nodeArgs }))
  const exit = once(child, 'exit')
  const message = await Promise.race([
    once(child, 'message').then(([value]) => value),
    exit.then(([code]) => Promise.reject(new Error(`${script.pathname} ended with ${code}`))),
  ])
  return {
    message,
    stop: async () => {
      child.kill()
      await exit
    },
  }
}

/** Runs a script to its end and gives back the one message that it sends. */
export async function runScript(script, args, nodeArgs = []) {
  const { message, stop } = await startScript(script, args, nodeArgs)
  await stop()
  return message
}

/**
 * Starts `evalscope-ts simulate` on a free port.
 * @param {string[]} args
 * @returns {Promise<{ url: string, stop(): Promise<void> }>} `stop` returns when the send log is complete.
 */
export const startSimulator = args => startServer(['simulate', '--port', '0', ...args])

/** Starts the viewer of a folder on a free port. @param {string} outputs */
export const startApp = outputs => startServer(['app', '--outputs', outputs, '--port', '0', '--no-open'])

/** Starts what tells its address in its first line. @param {string[]} args */
async function startServer(args) {
  const child = watched(
    spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', args[0] === 'app' ? 'ignore' : 'inherit'] }),
  )
  const exit = once(child, 'exit')
  let said = ''
  for await (const piece of child.stdout) {
    said += piece
    if (said.includes('\n')) break
  }
  const url = /http:\/\/[^/\s]+/.exec(said)?.[0]
  if (url === undefined) throw new Error(`${args[0]} did not start: ${said}`)
  return {
    url,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGINT')
      await exit
    },
  }
}

/** Runs the program to its end. @param {string[]} args */
export async function runProgram(args) {
  const child = watched(spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] }))
  let errors = ''
  child.stderr.on('data', piece => {
    errors += piece
  })
  const [code] = await once(child, 'close')
  return { code, errors }
}
