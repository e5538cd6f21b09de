import { availableParallelism, cpus, loadavg } from 'node:os'

/** Says where the figures come from: they mean little anywhere else, and other load on the machine is in them. */
export function printMachine() {
  const load = loadavg().map(value => value.toFixed(1))
  console.log(
    `node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load average ${load.join(' ')}`,
  )
}
