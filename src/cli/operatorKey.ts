// `holdfast operator-key`: creates a platform key for the database of the settings, and prints it once.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { ALL_PLATFORM_SCOPES } from '../access/roles.ts'
import type { PlatformScope } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

/** As for the names of all keys. */
const NAME_CHARACTERS_MAX = 200

export function addOperatorKey(program: Command): void {
  program
    .command('operator-key')
    .summary('create a platform key')
    .description(
      'Create a platform key and print it. It can’t be shown again. It may do in every organization what its scopes allow. Without --scopes it has all of them. Exits with 5 if the database is of another version.',
    )
    .option('--name <name>', 'the name that audit logs show', nameOf, 'operator')
    .addOption(
      new Option('--scopes <scopes...>', 'the scopes of the key; without it, all').choices(ALL_PLATFORM_SCOPES),
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('HOLDFAST_OPERATOR_KEY=$(npm run -s operator-key)'))
    .action(async ({ name, scopes, ...options }: JsonOption & { name: string; scopes?: PlatformScope[] }) => {
      const { createPrisma } = await import('../database/client.ts')
      const { newOperatorKey } = await import('../access/keys.ts')
      const { factsOf, record } = await import('../audit/record.ts')
      const { PLATFORM_ID } = await import('../engine/idempotency.ts')
      const { actAs } = await import('../engine/acting.ts')
      const config = settings()
      const now = new Date()
      const { secret: key, data } = newOperatorKey(now, { name, ...(scopes ? { scopes } : {}) })
      const { id: subjectId, allowedAddresses } = data
      const actor = {
        kind: 'OPERATOR' as const,
        id: null,
        name: 'holdfast operator-key',
        address: null,
        requestId: null,
      }
      const after = factsOf({ name, scopes: data.scopes, allowedAddresses })
      const act = { action: 'createPlatformKey', subjectType: 'PlatformKey', subjectId, after }
      await withDatabase(config, 'WRITE', async ({ url }) => {
        const prisma = createPrisma(url)
        const create = transact(prisma, async (transaction) => {
          await transaction.operatorKey.create({ data })
          await actAs(actor, () => record(config.server, transaction, PLATFORM_ID, act, now))
        })
        await create.finally(() => prisma.$disconnect())
      })
      print(options, { key }, key)
    })
}

function nameOf(text: string): string {
  const name = text.trim()
  if (name.length > 0 && [...name].length <= NAME_CHARACTERS_MAX) return name
  throw new InvalidArgumentError(`It must have 1 to ${NAME_CHARACTERS_MAX} characters.`)
}
