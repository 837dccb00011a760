import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const PKI = '/var/lib/kubelet/pki';

/** A valid certificate with the right subject that another cluster's CA issued, as after a restore from the wrong backup. */
export const kubeletClientForeignCa: Fault = {
  name: 'kubelet-client-foreign-ca',
  cause: 'certificate.kubelet-client-wrong-ca',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', PKI);
    on(
      rig,
      'node2',
      `d=$(mktemp -d); cd $d; umask 077
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 30 -subj /CN=other-cluster 2> /dev/null
openssl req -newkey rsa:2048 -nodes -keyout key -out csr -subj '/O=system:nodes/CN=system:node:node2' 2> /dev/null
openssl x509 -req -in csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -out crt -extfile <(echo extendedKeyUsage=clientAuth) 2> /dev/null
cat crt key > ${PKI}/foreign.pem; rm -rf $d
ln -sf ${PKI}/foreign.pem ${PKI}/kubelet-client-current.pem
systemctl restart kubelet`,
    );
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', PKI);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [condition('node2', 'Ready', 'Unknown'), journal('node2', 'kubelet', /Unauthorized/)],
};
