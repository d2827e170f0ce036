// What the scripts share: signing, and printing an answer. They need Node.js 20 and nothing else.
import { createHmac, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";

export const url = process.env.HOOKS_URL ?? "http://localhost:8080";
export const email = process.argv[2] ?? "bob@mailinator.com";
export const ip = process.argv[3] ?? "203.0.113.9";

/** The headers of Standard Webhooks. */
export function signed(secret, body) {
  const id = `msg_${randomUUID()}`;
  const seconds = Math.floor(Date.now() / 1000);
  const key = Buffer.from(secret.replace(/^v1,/, "").replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": `v1,${signature}` };
}

/** An issuer of tokens that publishes its keys on a port of this machine while the script runs. */
export async function issuer(port = Number(process.env.KEYS_PORT ?? 8089)) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  const keys = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] });
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(keys);
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    token(claims) {
      const now = Math.floor(Date.now() / 1000);
      const unsigned = `${part({ alg: "RS256", typ: "JWT", kid })}.${part({ iat: now, exp: now + 600, ...claims })}`;
      return `${unsigned}.${createSign("RSA-SHA256").update(unsigned).sign(privateKey).toString("base64url")}`;
    },
    close: () => server.close(),
  };
}

export async function post(provider, headers, body) {
  const response = await fetch(`${url}/hooks/${provider}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  console.log(`${response.status} ${await response.text()}`);
}
