// Starts the console.

import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@holdfast/react/holdfast.css'
import './app/app.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { theme } from './app/theme.ts'

const root = document.getElementById('console')
if (!root) throw new Error('index.html has no element for the console.')
/** The policy of the page allows the styles that carry it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// get-nonce, by which dialogs keep the page behind them from scrolling, looks for it there.
Object.assign(globalThis, { __webpack_nonce__: nonce })

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Notifications position="bottom-right" />
      <App />
    </MantineProvider>
  </StrictMode>,
)
