// Simulations that tests ask for and follow to their end.

import { graphql } from '../generated/gql.ts'
import type { SimulateCatalogueInput } from '../generated/graphql.ts'
import type { Client } from './client.ts'
import type { TestHoldfast } from './holdfast.ts'

export const Simulate = graphql(`
  mutation Simulate($input: SimulateCatalogueInput!) {
    simulateCatalogue(input: $input) {
      __typename
      ... on SimulateCatalogueSuccess { simulation { id status sequence tasks name createdBy } }
      ... on Error { code message }
    }
  }
`)

export const CancelSimulation = graphql(`
  mutation CancelSimulation($id: ID!) {
    cancelSimulation(input: { simulationId: $id }) {
      __typename
      ... on CancelSimulationSuccess { simulation { id status endedAt } }
      ... on Error { code message }
    }
  }
`)

export const SimulationUpdated = graphql(`
  subscription SimulationUpdated($id: ID!, $after: Int) {
    simulationUpdated(simulationId: $id, after: $after) { id status sequence tasks tasksTotal failure startedAt endedAt }
  }
`)

export const SimulationOf = graphql(`
  query Simulation($id: ID!, $ranOut: Boolean) {
    simulation(id: $id) {
      id status name document from until createdBy createdAt startedAt endedAt tasks tasksTotal failure
      result {
        total { creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } expiredBefore expiredAfter }
        models { model operation creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }
        plans { plan creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }
        refusals { code tasks }
        unknown { inputRemoved agreed unsettled holdsRefused }
      }
      organizations(ranOut: $ranOut) {
        edges {
          node {
            id
            organization { id }
            creditType
            sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter }
            expiredBefore
            expiredAfter
            refusals { code tasks }
            ranOut { at required available }
          }
        }
      }
    }
  }
`)

/** Asks for a simulation. Returns its id. */
export async function ask(operator: Client, input: SimulateCatalogueInput): Promise<string> {
  const { simulateCatalogue } = await operator.run(Simulate, { input })
  if (simulateCatalogue?.__typename !== 'SimulateCatalogueSuccess') throw new Error(JSON.stringify(simulateCatalogue))
  return simulateCatalogue.simulation.id
}

/** Follows a simulation until it has a status. Returns this state. */
export async function until(operator: Client, id: string, statuses: readonly string[]) {
  const stream = operator.watch(SimulationUpdated, { id })
  try {
    while (true) {
      const { simulationUpdated } = await stream.next()
      if (simulationUpdated && statuses.includes(simulationUpdated.status)) return simulationUpdated
    }
  } finally {
    await stream.end()
  }
}

export const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELED']

/** The ids of a simulation that has succeeded, and of what it says of an organization. */
export async function simulationIds({
  operator,
}: TestHoldfast): Promise<{ Simulation: string; SimulatedOrganization: string }> {
  const range = { from: new Date(Date.now() - 86_400_000).toISOString(), until: new Date().toISOString() }
  const id = await ask(operator, { source: { name: 'sunor' }, ...range })
  await until(operator, id, ENDED)
  const { simulation } = await operator.run(SimulationOf, { id })
  return { Simulation: id, SimulatedOrganization: simulation?.organizations?.edges[0]?.node?.id ?? '' }
}
