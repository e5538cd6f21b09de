import { expect, test } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from './memory-io.js'
import { run } from './sample-verb.js'

test('help stands in two columns on a wide terminal', async () => {
  const { code, io } = await run(['load', '--help'], { columns: 100 })
  expect(code).toBe(0)
  expect(io.out()).toMatchInlineSnapshot(`
    "Usage: evalscope-ts load [options]

    The verb load

    Service:
      -m, --model <name>                  Name of the model (also --model-id)
          --url <url>                     Address of the service (env: OPENAI_BASE_URL)
          --api-key <text>                Key
          --headers <name=value...>       Request headers

    Load:
      -p, --parallel <n...>               Requests in flight (default: 1)
      -n, --number <n...>                 Requests of each point
          --rate <number>                 Requests a second; -1 is unpaced
          --shape <choice>                How requests are spaced (one of: closed, open, poisson;
                                          default: closed)
          --shapes <choice...>            Several of them (one of: closed, open, poisson)
          --workers <n|auto>              Threads (default: auto)

    Options:
          --max-tokens <tokens> [tokens]  Most output tokens (default: 2048)
          --stop <text...>                Texts that end an answer
          --tags <text...>                Words (e.g. a,b)
          --[no-]stream                   Receive a stream (default: on)
          --dry-run                       Send nothing
          --top-p <number>                Share of probability
          --threshold <text...>           Limits
          --extra-args <json>             Further body fields
          --pair <number> [number]        Two numbers

    General:
          --config <file>                 JSON or YAML file of options; flags and environment variables
                                          win over it
      -h, --help                          Show this help

    Examples:
      evalscope-ts load --parallel 1 2 4

    A value comes from its flag, else from its environment variable (--api-key is EVALSCOPE_API_KEY),
    else from the --config file. Lists take spaces, commas or repetition; a switch is turned off by
    --no-….
    "
  `)
})

test('help stands in one column on a narrow terminal', async () => {
  const { io } = await run(['load', '-h'], { columns: 60 })
  expect(io.out().split('\n').slice(0, 30).join('\n')).toMatchInlineSnapshot(`
    "Usage: evalscope-ts load [options]

    The verb load

    Service:
      -m, --model <name>
          Name of the model (also --model-id)
      --url <url>
          Address of the service (env: OPENAI_BASE_URL)
      --api-key <text>
          Key
      --headers <name=value...>
          Request headers

    Load:
      -p, --parallel <n...>
          Requests in flight (default: 1)
      -n, --number <n...>
          Requests of each point
      --rate <number>
          Requests a second; -1 is unpaced
      --shape <choice>
          How requests are spaced (one of: closed, open,
          poisson; default: closed)
      --shapes <choice...>
          Several of them (one of: closed, open, poisson)
      --workers <n|auto>
          Threads (default: auto)

    Options:"
  `)
})

test.each([40, 60, 80, 100, 200])('help of perf fits into %d columns', async columns => {
  const io = memoryIo({ argv: ['perf', '--help'], columns })
  expect(await main(io)).toBe(0)
  const [options = ''] = io.out().split('Examples:')
  expect(options.split('\n').filter(line => line.length > columns)).toEqual([])
})

test('help is shown whatever else is wrong', async () => {
  const { code, io } = await run(['load', '--parallel', '0', '--modle', '--help'])
  expect(code).toBe(0)
  expect(io.err()).toBe('')
  expect(io.out()).toContain('Usage: evalscope-ts load [options]')
})

test('headings are bold where colour is welcome, and nowhere else', async () => {
  const plain = memoryIo({ argv: ['perf', '--help'] })
  const coloured = memoryIo({ argv: ['perf', '--help'], columns: 80, color: true })
  await main(plain)
  await main(coloured)
  expect(plain.out()).not.toContain('\u001b')
  expect(coloured.out()).toContain('\u001b[1mUsage:')
})
