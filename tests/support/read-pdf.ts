// A printed page, read back as a person would: its words in the order in which they stand on the paper (decision 016).
import { extractText, getDocumentProxy } from 'unpdf';

/** The text of each page, spaces between words. */
export async function readPdf(bytes: Uint8Array): Promise<string[]> {
	const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
	return text.map((page) => page.replaceAll(/\s+/g, ' ').trim());
}

/** In millimetres: how large each page is, and how far from its left and right edge the words on it stay. */
export async function readPdfEdges(
	bytes: Uint8Array
): Promise<{ width: number; height: number; left: number; right: number }[]> {
	const pdf = await getDocumentProxy(new Uint8Array(bytes));
	const numbers = Array.from({ length: pdf.numPages }, (_, at) => at + 1);
	return Promise.all(
		numbers.map(async (number) => {
			const page = await pdf.getPage(number);
			const { width, height } = page.getViewport({ scale: 1 });
			const words = (await page.getTextContent()).items.flatMap((item) =>
				'transform' in item && item.str.trim() !== ''
					? [{ from: Number(item.transform[4]), width: item.width }]
					: []
			);
			return {
				width: inMillimetres(width),
				height: inMillimetres(height),
				left: inMillimetres(Math.min(...words.map(({ from }) => from))),
				right: inMillimetres(width - Math.max(...words.map((word) => word.from + word.width)))
			};
		})
	);
}

/** From points, of which there are 72 in an inch. */
const inMillimetres = (points: number) => Math.round((points / 72) * 25.4);
