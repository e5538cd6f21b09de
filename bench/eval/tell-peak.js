// Imported before a program: it tells its parent how much memory it held at most when it ends.
import { resourceUsage } from 'node:process'

process.on('exit', () => process.send?.({ maxRSS: resourceUsage().maxRSS }))
