// All texts of the console, by page. A translation replaces these objects.

import { alerts } from './alerts.ts'
import { audit } from './audit.ts'
import { common } from './common.ts'
import { credits } from './credits.ts'
import { exports } from './exports.ts'
import { members } from './members.ts'
import { overview } from './overview.ts'
import { reads } from './reads.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { tasks } from './tasks.ts'
import { usage } from './usage.ts'
import { webhooks } from './webhooks.ts'

export const texts = {
  alerts,
  audit,
  common,
  credits,
  exports,
  members,
  overview,
  reads,
  settings,
  shell,
  tasks,
  usage,
  webhooks,
}
