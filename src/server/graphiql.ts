// GraphiQL as Holdfast serves it: its first query, and its layout on narrow screens.

import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import type { GraphiQLOptions } from 'graphql-yoga'

const WELCOME = `# Holdfast
#
# Put your API key into the
# pane Headers below, or sign
# in at /auth. A subscription
# sends the present state
# first, then every change.

query Wallet {
  viewer { isOperator member { name role } }
  organization {
    name
    wallet {
      available frozen total
      journal(first: 5) {
        edges { node { sequence type credits } }
      }
    }
  }
  priceRules { model operation credits }
}

mutation Submit {
  submitTask(input: {
    model: "suno", operation: "music",
    input: { prompt: "rain on a tin roof" }
  }) {
    ... on SubmitTaskSuccess {
      task { id status credits }
    }
    ... on InsufficientCreditsError {
      required available shortfall
    }
    ... on Error { code message }
  }
}

subscription Watch {
  tasksUpdated { id status progress }
}
`

export const GRAPHIQL: GraphiQLOptions = {
  title: 'Holdfast',
  defaultQuery: WELCOME,
  defaultHeaders: '{\n  "x-api-key": ""\n}',
  defaultEditorToolsVisibility: 'headers',
  // Over SSE a subscription is an ordinary request, with the headers of the pane.
  subscriptionsProtocol: 'SSE',
}

/**
 * The product's name without the logo of the library. On a narrow screen the answer stands below the query, with the whole width for
 * both, and the documentation takes the place of both while it is open.
 */
const LAYOUT = `
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <style>
        .graphiql-container .graphiql-logo svg { display: none; }
        @media (max-width: 700px) {
          .graphiql-container .graphiql-main { position: relative; }
          .graphiql-container .graphiql-main > .graphiql-plugin:not([style*="-1000px"]) {
            position: absolute; inset: 0; z-index: 10; overflow: auto; background: hsl(var(--color-base));
          }
          .graphiql-container .graphiql-main > .graphiql-horizontal-drag-bar { display: none; }
          .graphiql-container #graphiql-session { flex-direction: column; }
          .graphiql-container #graphiql-session > .graphiql-editors { flex: 3 1 0 !important; min-height: 0; }
          .graphiql-container #graphiql-session > .graphiql-response { flex: 2 1 0 !important; min-height: 0; }
          .graphiql-container #graphiql-session > .graphiql-horizontal-drag-bar { display: none; }
        }
      </style>`

export function renderExplorer(options?: GraphiQLOptions): string {
  return renderGraphiQL(options).replace('<head>', `<head>${LAYOUT}`)
}
