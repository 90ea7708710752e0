// The texts of the frame around all pages.

export const shell = {
  skip: 'Skip to the content',
  menu: 'Open the menu',
  navigation: 'Pages',
  overview: 'Overview',
  usage: 'Usage',
  members: 'Members',
  tasks: 'Tasks',
  credits: 'Credits',
  settings: 'Settings',
  theme: { auto: 'Theme of the system', light: 'Light theme', dark: 'Dark theme' },
  account: 'Your account',
  signedInAs: (email: string) => `Signed in as ${email}`,
  signOut: 'Sign out',
  organizations: 'Your organizations',
  noOrganizations: 'You belong to no organization yet. Open the link of your invitation to join one.',
  switchOrganization: 'Choose another organization',
  connecting: 'The connection is lost. What you see may be older. Connecting again…',
  live: 'Live',
  roles: { OWNER: 'Owner', ADMIN: 'Admin', BILLING: 'Billing', MEMBER: 'Member', VIEWER: 'Viewer' },
}
