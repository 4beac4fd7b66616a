// A printed page, read back as a person would: its words in the order in which they stand on the paper (decision 016).
import { extractText, getDocumentProxy } from 'unpdf';

/** The text of each page, spaces between words. */
export async function readPdf(bytes: Uint8Array): Promise<string[]> {
	const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
	return text.map((page) => page.replaceAll(/\s+/g, ' ').trim());
}
