// Leads to the page of the person's own account.

import { Button, Text } from '@mantine/core'
import { Card } from '../parts/Card.tsx'
import { texts } from '../texts/index.ts'

export function SignIn() {
  return (
    <Card title={texts.settings.signIn}>
      <Text size="sm" className="quiet" mb="sm">
        {texts.settings.signInText}
      </Text>
      <Button component="a" href="/auth" variant="default">
        {texts.settings.toSignIn}
      </Button>
    </Card>
  )
}
