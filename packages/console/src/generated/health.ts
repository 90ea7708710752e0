import { type Operation, operation } from '@holdfast/client'
import type * as Types from './types.ts'
export const Processes: Operation<Types.ProcessesQuery['processes'], Types.ProcessesQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"processes"}, ["query Processes { processes { name version startedAt heardAt hasLane cells stoppedCells waitingCommands commandsPerSecond commitsPerSecond batchCommands batchMs refusals retries streamLagMs eventLoopDelayMs heapBytes } }"])

export const PlatformMaintenance: Operation<Types.PlatformMaintenanceQuery['platformMaintenance'], Types.PlatformMaintenanceQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"platformMaintenance"}, ["query PlatformMaintenance { platformMaintenance }"])

export const InMaintenance: Operation<Types.InMaintenanceQuery['organizations'], Types.InMaintenanceQueryVariables> = /*#__PURE__*/ operation({"kind":"query","field":"organizations"}, ["query InMaintenance { organizations(filter: {inMaintenance: true}, first: 100) { edges { node { id name ownMaintenance } } } }"])