// Reads and signs with c2pa-ts, an implementation of C2PA that shares no code with ours.
// It is fed to node on standard input, in the folder whose node_modules holds c2pa-ts:
//   verify FILE...            one line of JSON a file: {valid, codes} or {error}
//   sign IN OUT CHAIN KEY     a signed copy, by an Ed25519 key (its ECDSA is not in the form of COSE)
import { readFile, writeFile } from 'node:fs/promises';
import { X509Certificate } from '@peculiar/x509';
import * as assets from '@trustnxt/c2pa-ts/asset';
import { CoseAlgorithmIdentifier, LocalSigner } from '@trustnxt/c2pa-ts/cose';
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import * as manifests from '@trustnxt/c2pa-ts/manifest';

function open(content) {
  const Kind = Object.values(assets).find((one) => one.canRead?.(content));
  if (!Kind) throw new Error('kind not supported');
  return new Kind(content);
}

async function verify(file) {
  try {
    const asset = open(await readFile(file));
    const jumbf = asset.getManifestJUMBF();
    if (!jumbf) return { error: 'no manifest' };
    const result = await manifests.ManifestStore.read(SuperBox.fromBuffer(jumbf)).validate(asset);
    const failed = result.statusEntries.filter((entry) => !entry.success);
    return { valid: result.isValid, codes: failed.map((entry) => entry.code) };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

async function sign(source, target, chain, key) {
  const pem = (await readFile(chain, 'utf8')).match(/-----BEGIN[^]+?-----END CERTIFICATE-----/g);
  const [leaf, ...above] = pem.map((text) => new X509Certificate(text));
  const bare = (await readFile(key, 'utf8')).replace(/-----[^-]+-----|\s/g, '');
  const secret = new Uint8Array(Buffer.from(bare, 'base64'));
  const signer = new LocalSigner(secret, CoseAlgorithmIdentifier.Ed25519, leaf, above);
  const asset = open(await readFile(source));
  const store = new manifests.ManifestStore();
  const manifest = store.createManifest({
    claimVersion: 1,
    assetFormat: asset.mimeType,
    instanceID: 'xmp:iid:00000000-0000-4000-8000-000000000001',
    defaultHashAlgorithm: 'SHA-256',
    signer,
  });
  const actions = new manifests.ActionAssertion();
  actions.label = 'c2pa.actions.v2';
  const kind = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';
  actions.actions = [{ action: 'c2pa.created', digitalSourceType: kind }];
  const hash = manifests.DataHashAssertion.create('SHA-256');
  manifest.addAssertion(actions);
  manifest.addAssertion(hash);
  await asset.ensureManifestSpace(store.measureSize());
  await hash.updateWithAsset(asset);
  await manifest.sign(signer);
  await asset.writeManifestJUMBF(store.getBytes());
  await writeFile(target, await asset.getDataRange());
}

const [what, ...words] = process.argv.slice(2);
if (what === 'sign') await sign(...words);
else for (const file of words) console.log(JSON.stringify(await verify(file)));
