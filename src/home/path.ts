/** The path at which a home takes the connections of the other processes. */
export const PEER_PATH = '/peer'
