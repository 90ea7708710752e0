// The texts of the settings.

export const settings = {
  title: 'Settings',
  general: 'General',
  name: 'Name of the organization',
  nameSaved: 'The name is saved.',
  rename: 'Save the name',
}
