/** Asks the control surface of the sandbox. */
export async function control(qunfa, method, path, body) {
    const answer = await fetch(new URL(`/_sandbox/${path}`, qunfa.sandbox), {
        method,
        headers: { "Content-Type": "application/json" },
        body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
}
