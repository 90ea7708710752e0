// The GraphQL operations about usage that the tests send.

import { graphql } from '../generated/gql.ts'

export const Usage = graphql(`
  query Usage(
    $from: DateTime!
    $to: DateTime!
    $by: [UsageDimension!]! = []
    $creditType: String
    $filter: UsageFilter
    $compare: Boolean! = false
    $first: Int! = 1000
  ) {
    organization {
      usage(
        from: $from
        to: $to
        by: $by
        creditType: $creditType
        filter: $filter
        compareToPrevious: $compare
        first: $first
      ) {
        from
        to
        timeZone
        isComplete
        previousFrom
        total { used spent owed writtenOff refunded tasks succeeded failed canceled timedOut averageSeconds }
        previousTotal { used tasks }
        groups {
          from
          to
          creditType
          model
          operation
          member { id name }
          apiKey { name }
          tag
          sums { used refunded tasks succeeded }
          previous { used tasks }
        }
      }
    }
  }
`)

export const PlatformUsage = graphql(`
  query PlatformUsage($from: DateTime!, $to: DateTime!, $by: [PlatformUsageDimension!]!, $creditType: String) {
    usage(from: $from, to: $to, by: $by, creditType: $creditType) {
      total { used tasks }
      groups { from organization { id } model sums { used tasks } }
    }
  }
`)
