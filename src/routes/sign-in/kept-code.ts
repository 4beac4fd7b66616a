// An invite's code between its link and "Bắt đầu". It opens an account, so it leaves the address bar (and the history)
// at once and lives only in this tab until it is used.
const KEY = 'invite-code';

export const keptCode = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;
export const keepCode = (code: string): void => sessionStorage.setItem(KEY, code);
export const forgetCode = (): void => sessionStorage.removeItem(KEY);

/** The code in an invite link's fragment; undefined when there is none that could be one. */
export function codeInFragment(hash: string): string | undefined {
	return /^#([A-Za-z0-9_-]{22})$/.exec(hash)?.[1];
}
