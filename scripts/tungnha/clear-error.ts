/** An error the operator can do something about: its message is one clear sentence, shown without a stack. */
export class ClearError extends Error {}
