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
  credits: (credits: string) => `${credits} credits`,
  failed: 'This could not be loaded',
  noPermission: 'Your role does not include this',
  noPermissionText: (roles: string) => `It is for ${roles}. Ask an owner of the organization to change your role.`,
  notFound: 'This page does not exist',
  notFoundText: 'The address may be mistyped, or what it showed was removed.',
  toOverview: 'Go to the overview',
  of: (part: string, whole: string) => `${part} of ${whole}`,
}
