/** Notes that were typed and not left, until they are: a look at another page loses nothing. By who writes to whom. */
const typed = new Map<string, string>();

export const typedNote = (owner: string): string | undefined => typed.get(owner);
export const keepTypedNote = (owner: string, text: string): void => void typed.set(owner, text);
export const dropTypedNote = (owner: string): void => void typed.delete(owner);
