// All texts of the console, by page. A translation replaces these objects.

import { common } from './common.ts'
import { credits } from './credits.ts'
import { overview } from './overview.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { tasks } from './tasks.ts'
import { usage } from './usage.ts'

export const texts = { common, credits, overview, settings, shell, tasks, usage }
