/** What the process tells its caller. Scripts depend on these numbers: they are documented and never change their meaning. */
export const exitCodes = {
  /** Done, and every threshold was met. */
  done: 0,
  /** A bug of ours. */
  bug: 1,
  /** The user must change something before a request can be sent: usage, missing tokenizer or data, unwritable folder. */
  usage: 2,
  /** A threshold or a regression gate was missed, also when its score is incomplete. */
  thresholdMissed: 3,
  /** Nothing succeeded, a failed connection probe included. */
  nothingSucceeded: 4,
  /** An evaluation finished with samples that could not be scored. */
  notScored: 5,
  /** Interrupted by SIGINT (128 + 2); results up to there are kept. */
  interrupted: 130,
  /** Ended by SIGTERM (128 + 15); results up to there are kept. */
  terminated: 143,
} as const
