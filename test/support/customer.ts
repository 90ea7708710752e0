// A customer of a platform, with a clock of its own, for the scenarios of catalogues.

import type { GrantCreditsInput } from '../generated/graphql.ts'
import type { TestHoldfast, TestOrganization } from './holdfast.ts'
import {
  AdvanceClock,
  Complete,
  Fail,
  Grant,
  Pools,
  Start,
  StartSubscription,
  Submit,
  SubscriptionOf,
  UpgradeSubscription,
} from './operations.ts'

export class Customer {
  readonly holdfast: TestHoldfast
  readonly organization: TestOrganization

  private constructor(holdfast: TestHoldfast, organization: TestOrganization) {
    this.holdfast = holdfast
    this.organization = organization
  }

  /** Creates a customer and sets its clock. */
  static async at(holdfast: TestHoldfast, time: string): Promise<Customer> {
    const customer = new Customer(holdfast, await holdfast.organization({ mode: 'SANDBOX', credits: 0n }))
    await customer.wait(time)
    return customer
  }

  get id(): string {
    return this.organization.id
  }

  /** Moves the customer's clock forward. */
  async wait(to: string): Promise<void> {
    const { advanceClock } = await this.holdfast.operator.run(AdvanceClock, { input: { organizationId: this.id, to } })
    if (advanceClock?.__typename !== 'AdvanceClockSuccess') throw new Error(JSON.stringify(advanceClock))
  }

  async grant(input: Omit<GrantCreditsInput, 'organizationId'>) {
    const all = { organizationId: this.id, ...input }
    return (await this.holdfast.operator.run(Grant, { input: all })).grantCredits
  }

  async subscribe(plan: string) {
    const input = { organizationId: this.id, plan }
    return (await this.holdfast.operator.run(StartSubscription, { input })).startSubscription
  }

  async upgrade(plan: string) {
    const input = { organizationId: this.id, plan }
    return (await this.holdfast.operator.run(UpgradeSubscription, { input })).upgradeSubscription
  }

  async submit(model: string, operation: string, input: Record<string, unknown> = { sandbox: { outcome: 'STUCK' } }) {
    const submission = { model, operation, input, timeoutSeconds: 600 }
    return (await this.organization.member.run(Submit, { input: submission })).submitTask
  }

  /** Submits a task and completes it. */
  async make(model: string, operation: string): Promise<void> {
    const taskId = await this.#submitted(model, operation)
    const { completeTask } = await this.holdfast.operator.run(Complete, { input: { taskId } })
    if (completeTask?.__typename !== 'CompleteTaskSuccess') throw new Error(JSON.stringify(completeTask))
  }

  /** Submits a task and fails it. */
  async fail(model: string, operation: string): Promise<void> {
    const taskId = await this.#submitted(model, operation)
    await this.holdfast.operator.run(Start, { input: { taskId } })
    await this.holdfast.operator.run(Fail, { input: { taskId, reason: 'The provider has failed.' } })
  }

  async #submitted(model: string, operation: string): Promise<string> {
    const submitted = await this.submit(model, operation)
    if (submitted?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitted))
    return submitted.task.id
  }

  /** Returns the pool of a credit type. */
  async pool(creditType = 'music') {
    const { organization } = await this.organization.admin.run(Pools)
    return organization?.wallets.find((wallet) => wallet.creditType === creditType)
  }

  async subscription() {
    return (await this.organization.admin.run(SubscriptionOf)).organization?.subscription
  }

  /** Calls a path of a vendor's API and returns the answer as it was sent. */
  async call(
    path: string,
    { headers, method = 'GET', body }: { headers?: object; method?: string; body?: string } = {},
  ) {
    const response = await fetch(`${this.holdfast.holdfast.url}${path}`, { method, headers: { ...headers }, body })
    return { status: response.status, text: await response.text() }
  }
}
