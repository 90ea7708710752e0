// How the audit log writes the names and the values of what an act has changed.

type Texts = Readonly<Record<string, string>>

export const auditValues = {
  yes: 'Yes',
  no: 'No',
  /** Credits whose type the entry does not name. */
  credits: (credits: string) => `${credits} credits`,
  /** Money whose currency the entry does not name. */
  smallestUnits: (amount: string) => `${amount} in the smallest unit of the currency`,
  percent: (value: string) => `${value} %`,
  /** Names whose words alone do not say what is meant. */
  names: {
    add: 'Credits added',
    approvalAbove: 'Tasks wait for an approval above',
    approvalSeconds: 'Seconds until an approval is too late',
    apiKeyId: 'API key',
    below: 'When credits fall below',
    budgetId: 'Budget',
    clientId: 'Client of the sign-in',
    hard: 'Refuses more when used up',
    holderId: 'Wallet of',
    id: 'Id',
    lotId: 'Credits',
    memberId: 'Member',
    memberIds: 'Members',
    monthlyMax: 'At most in a month',
    packId: 'Credit pack',
    planId: 'Plan',
    reclaim: 'Takes unused credits back',
    remove: 'Credits removed',
    replacedKeyId: 'Replaces the key',
    returnUrl: 'Page after the payment',
    settled: 'Booked so far',
    taskId: 'Task',
    tasksAtOnce: 'Tasks at once',
    thresholds: 'Warns at',
    until: 'Until',
    url: 'Address',
  } as Texts,
  /** Values whose words alone do not say what is meant; all others are written in lower case: "TOP_UP" is "Top up". */
  values: {
    OXAPAY: 'OxaPay',
    TOP_UP: 'Top-up',
    TOTAL: 'Never starts again',
  } as Texts,
}
