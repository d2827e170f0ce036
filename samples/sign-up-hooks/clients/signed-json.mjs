// The plain form. The application: HOOKS_SIGNEDJSON_SECRETS=$HOOK_SECRET
import { email, ip, post, signed } from "./lib.mjs";

const body = JSON.stringify({ email, ip, locale: "de" });
await post("signed-json", signed(process.env.HOOK_SECRET, body), body);
