// What a task has made: to play, to look at, to read and to keep.

import { Anchor, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Card } from '../parts/Card.tsx'
import { formatBytes } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { FieldsShown } from './FieldsShown.tsx'
import type { Details } from './types.ts'

export function Result({ task: { status, files, result, forgottenAt } }: { readonly task: Details }) {
  const t = texts.tasks.page
  // The files are shown as files.
  const { files: _files, ...rest } = result ?? {}
  const isNothing = files.length === 0 && Object.keys(rest).length === 0
  if (isNothing && status !== 'SUCCEEDED') return null
  return (
    <Card title={status === 'SUCCEEDED' ? t.result : t.resultSoFar}>
      {isNothing ? (
        <Text size="sm" className="quiet">
          {forgottenAt ? t.forgotten : t.noResult}
        </Text>
      ) : (
        <div className="task-media">
          {files.map((file) => (
            <File key={file.name} {...file} />
          ))}
          <FieldsShown value={rest} />
        </div>
      )}
    </Card>
  )
}

function File({ name, url, contentType, bytes }: Details['files'][number]) {
  return (
    <div>
      <Player name={name} url={url} contentType={contentType} />
      <Group gap={6} mt={6}>
        <Anchor href={url} download={name} size="sm">
          <IconDownload size={15} aria-hidden style={{ verticalAlign: '-2px' }} /> {name}
        </Anchor>
        <Text size="xs" className="quiet">
          {formatBytes(bytes)}
        </Text>
      </Group>
    </div>
  )
}

function Player({ name, url, contentType }: { name: string; url: string; contentType: string }) {
  // biome-ignore lint/a11y/useMediaCaption: what a model has made has no captions.
  if (contentType.startsWith('audio/')) return <audio controls preload="metadata" src={url} aria-label={name} />
  // biome-ignore lint/a11y/useMediaCaption: what a model has made has no captions.
  if (contentType.startsWith('video/')) return <video controls preload="metadata" src={url} aria-label={name} />
  if (contentType.startsWith('image/')) return <img src={url} alt={name} loading="lazy" />
  return null
}
