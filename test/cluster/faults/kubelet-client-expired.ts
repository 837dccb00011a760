import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { CONTROL, on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const PKI = '/var/lib/kubelet/pki';

/** A client certificate of the right CA and subject whose time is over; kubeadm leaves no bootstrap kubeconfig to get a new one. */
export const kubeletClientExpired: Fault = {
  name: 'kubelet-client-expired',
  cause: 'certificate.kubelet-client-expired',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', PKI);
    const pem = on(
      rig,
      CONTROL,
      `d=$(mktemp -d); cd $d; trap 'rm -rf $d' EXIT
openssl req -newkey rsa:2048 -nodes -keyout key -out csr -subj '/O=system:nodes/CN=system:node:node2' 2> /dev/null
touch index; echo 4242 > serial
printf '[ca]\\ndefault_ca=c\\n[c]\\ndatabase=index\\nserial=serial\\nnew_certs_dir=.\\ndefault_md=sha256\\npolicy=p\\nx509_extensions=x\\n[p]\\nO=supplied\\nCN=supplied\\n[x]\\nextendedKeyUsage=clientAuth\\n' > conf
openssl ca -batch -notext -config conf -cert /etc/kubernetes/pki/ca.crt -keyfile /etc/kubernetes/pki/ca.key -in csr -out crt \\
  -startdate 20240101000000Z -enddate 20250101000000Z 2> /dev/null
cat crt key`,
    );
    on(
      rig,
      'node2',
      `umask 077; cat > ${PKI}/old.pem; ln -sf ${PKI}/old.pem ${PKI}/kubelet-client-current.pem; systemctl restart kubelet`,
      pem,
    );
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', PKI);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /certificate.* is expired|bootstrap-kubelet\.conf: no such file/),
  ],
};
