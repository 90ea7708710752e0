// Changes the theme: that of the system, light, dark, and again.

import { ActionIcon, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { texts } from '../texts/index.ts'

const THEMES = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
] as const

export function ThemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const at = Math.max(
    0,
    THEMES.findIndex(([name]) => name === colorScheme),
  )
  const Icon = THEMES[at]?.[1] ?? IconDeviceDesktop
  const next = THEMES[(at + 1) % THEMES.length]?.[0] ?? 'auto'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={texts.shell.theme[colorScheme]}
      title={texts.shell.theme[colorScheme]}
      onClick={() => setColorScheme(next)}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
    </ActionIcon>
  )
}
