// Where a household stands, without saying its lane twice: commune lists write the lane into the address as well.

/** What is left to say of an address under the heading of its lane: "số 3" of "Ngõ đình, số 3". */
export function addressInLane(address: string, lane: string | undefined): string {
	if (lane === undefined || !isInLane(address, lane)) return address;
	return address.slice(lane.length).replace(/^[\s,.;·-]+/, '');
}

/** "Tổ đoàn kết 2 · Ngõ đình, số 3". */
export function placeText(group: string | undefined, lane: string | undefined, address = ''): string {
	const named = lane !== undefined && isInLane(address, lane) ? undefined : lane;
	return [group, named, address].filter(Boolean).join(' · ');
}

// "Kiệt 2" is not the beginning of "Kiệt 25".
function isInLane(address: string, lane: string): boolean {
	return address.startsWith(lane) && !/^[\p{L}\p{N}]/u.test(address.slice(lane.length));
}
