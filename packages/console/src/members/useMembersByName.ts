// The members whose names have a part that somebody writes, for choices of members.

import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { MembersToChoose } from '../generated/members.ts'

const TYPING_MS = 200

export function useMembersByName() {
  const [name, setName] = useState('')
  const [asked] = useDebouncedValue(name, TYPING_MS)
  const read = useData(MembersToChoose, { name: asked || null })
  const found = read.data?.members.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []
  return { found, setName }
}
