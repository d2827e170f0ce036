// Signs up one address in a language, over HTTP as a browser does: npm start -- bob@mailinator.com de
import { auth } from "./auth.mjs";

const [email = "bob@mailinator.com", locale = "en"] = process.argv.slice(2);
const response = await auth.handler(
  new Request("http://localhost:3000/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": locale, origin: "http://localhost:3000" },
    body: JSON.stringify({ email, password: "correct horse battery", name: "Bob" }),
  }),
);
console.log(`${response.status} ${await response.text()}`);
