// The texts of alerts and mails.

export const alerts = {
  title: 'Alerts and mails',
  low: 'When credits run low',
  lowText:
    'An alert shows on the overview, and a mail goes to owners, admins and billing. It comes once until the credits have recovered.',
  credits: (credits: string, type: string) => `At ${credits} ${type} credits or fewer`,
  percent: (percent: number, type: string) => `At ${percent} % of the plan’s ${type} credits or fewer`,
  of: (name: string) => `of ${name}`,
  isBelow: 'Below it now',
  fewest: 'Warn at or below so many credits',
  add: 'Add',
  added: 'The warning is set.',
  end: 'Remove',
  endOf: (what: string) => `Remove: ${what}`,
  none: 'Nothing warns you yet.',
  loss: 'Before credits are lost',
  lossText:
    'Only if credits will really be lost at the present pace: nothing is said about credits that are used in time.',
  lossDays: 'Days before the loss',
  lossOff: 'No warning',
  lossSaved: 'The warning is saved.',
  mails: 'Mails to you',
  mailsText: 'What you get by mail. Mails about your own account always come.',
  saved: 'Saved.',
  kinds: {
    BALANCE_LOW: 'Credits have run low',
    BUDGET: 'A budget is nearly used up',
    APPROVAL_NEEDED: 'A task waits for an approval',
    CREDITS_REQUESTED: 'A member asks for more credits',
    CREDITS_EXPIRING: 'Credits will be lost',
    PAYMENT_FAILED: 'A payment has failed',
    RENEWAL: 'The plan has renewed',
    ENDPOINT_DISABLED: 'A webhook gets no messages any more',
    TOP_UP_STOPPED: 'The automatic top-up has stopped',
    STATEMENT: 'The statement of a month is ready',
  } as Readonly<Record<string, string>>,
}
