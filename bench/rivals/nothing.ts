/** What Node itself takes to start. */
export const handler = async () => ({ statusCode: 200, body: '' });
