// The end of a second factor that a person has lost, as the platform ends it for them.

import type { Prisma, User } from '../database/generated/client/client.ts'
import { userIdOf } from './subject.ts'

/** Removes the second factor of a person, and ends their sessions. Returns the person; null if they have none. */
export async function removeSecondFactorOf(
  transaction: Prisma.TransactionClient,
  subject: string,
): Promise<User | null> {
  const id = userIdOf(subject)
  const user = id === null ? null : await transaction.user.findUnique({ where: { id } })
  if (!user?.twoFactorEnabled) return null
  const userId = user.id
  await transaction.twoFactor.deleteMany({ where: { userId } })
  // The trigger of this table counts a change of access.
  await transaction.session.deleteMany({ where: { userId } })
  return transaction.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } })
}
