// The texts of tasks.

export const tasks = {
  status: {
    QUEUED: 'Waiting',
    RUNNING: 'Running',
    SUCCEEDED: 'Done',
    FAILED: 'Failed',
    CANCELED: 'Canceled',
    TIMED_OUT: 'Took too long',
  } as Readonly<Record<string, string>>,
}
