// Every screen is drawn on the phone from what the phone holds; the server sends the same empty shell to all.
export const ssr = false;
