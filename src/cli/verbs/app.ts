import type { AppOptions } from '../../app/options.js'
import type { Verb } from './types.js'

export const app: Verb = {
  name: 'app',
  summary: 'Look at runs in a browser: reports, answers one by one, single requests',
  examples: ['evalscope-ts app', 'evalscope-ts app --outputs outputs --port 9001 --no-open', 'evalscope-ts app --host 0.0.0.0'],
  load: async () => {
    const [{ appOptions }, { runAppVerb }] = await Promise.all([import('../../app/options.js'), import('../app-verb.js')])
    return { options: appOptions, run: (options: AppOptions, io) => runAppVerb(options, io) }
  },
}
