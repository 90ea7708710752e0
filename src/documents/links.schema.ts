// Links to documents: their part of the API.

import { builder } from '../graphql/builder.ts'
import type { DocumentLinks } from './links.ts'

export const DocumentLinksType = builder.objectRef<DocumentLinks>('DocumentLinks').implement({
  description:
    'Links to a document, for anyone who has them. They work for one hour, and end earlier with the key, the membership or the organization that they were requested with.',
  fields: (t) => ({
    page: t.exposeString('page', { description: 'The link to a page, for the screen and for A4 paper.' }),
    pdf: t.exposeString('pdf', { description: 'The link to the same as a PDF.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The time at which the links stop working, in UTC. Query them again for new ones.',
    }),
  }),
})
