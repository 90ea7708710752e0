// Texts that many pages show.

export const common = {
  loading: 'Loading…',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  more: 'Show more',
  none: 'None',
  total: 'Total',
  others: 'Others',
  toComplete: (fields: string) => `To complete or correct: ${fields}.`,
  credits: (credits: string) => `${credits} credits`,
  perCycle: { DAY: 'each day', WEEK: 'each week', MONTH: 'each month', YEAR: 'each year' },
  failed: 'This could not be loaded',
  notDone: 'That did not work. Try again.',
  noPermission: {
    MEMBER: {
      title: 'Your role does not include this',
      text: (roles: string) => `It is for ${roles}. Ask an owner of the organization to change your role.`,
    },
    OPERATOR: {
      title: 'Your platform key does not include this',
      text: (roles: string) => `It is for ${roles} of an organization.`,
    },
    OPERATOR_INSIDE: {
      title: 'The operator does not see this',
      text: (roles: string) => `It is only for ${roles} of the organization.`,
    },
  },
  notFound: 'This page does not exist',
  notFoundText: 'The address may be mistyped, or what it showed was removed.',
  toOverview: 'Go to the overview',
  previousPage: 'Previous',
  nextPage: 'Next',
  actionsFor: (name: string) => `Actions for ${name}`,
  of: (part: string, whole: string) => `${part} of ${whole}`,
}
