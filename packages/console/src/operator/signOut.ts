// Ends the operator's session.

export async function signOut(): Promise<void> {
  await fetch('/auth/operator', { method: 'DELETE' })
  location.assign('/console/operator/sign-in')
}
