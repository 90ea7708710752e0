// Turning a façade on and off, and removing the platform's own definition of it.

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { RemoveFacade, SetFacade } from '../generated/definitions.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { operator } from '../texts/operator.ts'
import type { Facade } from './types.ts'

export function FacadeActs({ facade: { name, isOn, isOwn } }: { readonly facade: Facade }) {
  const t = operator.facades
  const has = useHasScope()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'on' | 'off' | 'remove' | null>(null)
  const close = () => setAsking(null)
  if (!has('CATALOGUE')) return null
  return (
    <>
      {isOwn ? (
        <Button variant="default" onClick={() => setAsking('remove')}>
          {t.remove}
        </Button>
      ) : null}
      {isOn ? (
        <Button variant="default" onClick={() => setAsking('off')}>
          {t.turnOff}
        </Button>
      ) : (
        <Button onClick={() => setAsking('on')}>{t.turnOn}</Button>
      )}
      {asking === 'on' ? (
        <ConfirmDialog
          operation={SetFacade}
          inputOf={() => ({ source: { name }, isOn: true })}
          {...{ title: t.onTitle(name), action: t.onAction, text: t.onText, done: t.isOn, onClose: close }}
        />
      ) : null}
      {asking === 'off' ? (
        <ConfirmDialog
          operation={SetFacade}
          inputOf={() => ({ source: { name }, isOn: false })}
          {...{ title: t.offTitle(name), action: t.offAction, text: t.offText, done: t.isOff, onClose: close }}
          isDanger
        />
      ) : null}
      {asking === 'remove' ? (
        <ConfirmDialog
          operation={RemoveFacade}
          inputOf={() => ({ name })}
          {...{ title: t.removeTitle(name), action: t.removeAction, text: t.removeText, done: t.removed }}
          isDanger
          onClose={close}
          onDone={() => navigate('/platform/providers')}
        />
      ) : null}
    </>
  )
}
