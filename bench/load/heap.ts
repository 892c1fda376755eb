/** What a process still holds when all that can go has gone: MiB of V8's heap after a collection, by its inspector's address. */
export async function heapMiB(inspector: string): Promise<number> {
  const socket = new WebSocket(inspector);
  await heard(socket, 'open');
  let last = 0;
  async function call<T>(method: string): Promise<T> {
    const id = ++last;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const { data } = (await heard(socket, 'message')) as MessageEvent<string>;
      const answer = JSON.parse(data) as { id?: number; result: T };
      if (answer.id === id) return answer.result;
    }
  }
  await call('HeapProfiler.collectGarbage');
  const { usedSize } = await call<{ usedSize: number }>('Runtime.getHeapUsage');
  socket.close();
  return Math.round((usedSize / 2 ** 20) * 10) / 10;
}

function heard(socket: WebSocket, what: 'open' | 'message'): Promise<Event> {
  return new Promise((resolve, reject) => {
    socket.addEventListener(what, resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')), { once: true });
  });
}
