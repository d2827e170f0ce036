// Supabase, before-user-created. The application: HOOKS_SUPABASE_SECRETS=$HOOK_SECRET
import { email, ip, post, signed } from "./lib.mjs";

const body = JSON.stringify({
  metadata: { uuid: crypto.randomUUID(), time: new Date().toISOString(), name: "before-user-created", ip_address: ip },
  user: { id: crypto.randomUUID(), aud: "authenticated", email, user_metadata: {}, identities: [] },
});
await post("supabase", signed(process.env.HOOK_SECRET, body), body);
