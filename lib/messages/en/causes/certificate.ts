import type { AreaCauseId, CauseText } from './cause-text.ts';

export const certificateCauses = {
  'certificate.kubelet-client-expired': {
    title: 'The client certificate of the kubelet has expired',
    meaning:
      'The certificate that the kubelet shows to the API server is past its end. It can no longer renew it by itself, since that needs a valid one.',
    impact:
      'The node cannot renew its Lease or start again: NotReady within a minute. Running containers go on.',
    confirm: [
      {
        command: 'openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject -dates',
        expect: 'notAfter lies in the past.',
      },
      {
        command: 'journalctl -u kubelet -b --no-pager | grep -i "expired"',
        expect:
          '"part of the existing bootstrap client certificate … is expired". The complaint about bootstrap-kubelet.conf after it is only a consequence.',
      },
    ],
    mend: [
      { text: 'Look at the clock first.', command: 'timedatectl' },
      {
        text: 'On a kubeadm control-plane node, make a new kubeconfig for this node (server address and cluster name must be right).',
        command: 'kubeadm kubeconfig user --org system:nodes --client-name system:node:NODE > kubelet.conf',
      },
      {
        text: 'On the node: move kubelet.conf and pki/kubelet-client* away, put the new file to /etc/kubernetes/kubelet.conf, restart, wait for a new kubelet-client-current.pem, and point kubelet.conf to it.',
        command: 'systemctl restart kubelet',
      },
      { text: 'Or reset the node and join it again. A restart alone does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
      'https://kubernetes.io/docs/tasks/tls/certificate-rotation/',
    ],
  },
  'certificate.kubelet-client-expiring': {
    title: 'The client certificate of the kubelet expires soon and was not renewed',
    meaning:
      'Less than 10 % of its life is left. A working rotation would have renewed it between 70 and 90 %.',
    impact: 'Nothing yet. When it ends, the node goes NotReady and cannot help itself.',
    confirm: [
      {
        command: 'openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -dates',
        expect: 'notAfter is near.',
      },
      {
        command: 'kubectl get csr',
        expect:
          'A pending or denied request of the node with the signer kubernetes.io/kube-apiserver-client-kubelet, or none.',
      },
    ],
    mend: [
      {
        text: 'See why it does not rotate: rotateCertificates in the kubelet configuration, pending requests, errors in the journal.',
        command: 'journalctl -u kubelet -b --no-pager | grep -i certificate',
      },
      {
        text: 'While the old certificate is still valid, a restart makes the kubelet try again at once.',
        command: 'systemctl restart kubelet',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/tls/certificate-rotation/',
      'https://github.com/kubernetes/website/issues/15292',
    ],
  },
  'certificate.kubelet-client-wrong-subject': {
    title: 'The client certificate of the kubelet carries a wrong name',
    meaning:
      'Its subject is not O=system:nodes, CN=system:node:NODE. The Node authorizer does not take its bearer for this node.',
    impact: 'The API server answers 403: the node cannot register or read its pods.',
    confirm: [
      {
        command: 'openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject',
        expect: 'Another organization or another node name.',
      },
    ],
    mend: [
      { text: 'If the host name changed, set it back.', command: 'hostnamectl set-hostname NODE' },
      {
        text: 'Else make a new identity: on a kubeadm control-plane node, and put it to /etc/kubernetes/kubelet.conf.',
        command: 'kubeadm kubeconfig user --org system:nodes --client-name system:node:NODE > kubelet.conf',
      },
      { text: 'A restart alone does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/node/',
      'https://kubernetes.io/docs/setup/best-practices/certificates/',
    ],
  },
  'certificate.kubelet-client-wrong-ca': {
    title: 'The client certificate of the kubelet was issued by another CA',
    meaning:
      'The CA of this cluster did not sign it: the node comes from another or an earlier cluster, or the CA was replaced.',
    impact:
      'The API server answers 401, or the kubelet gets "x509: certificate signed by unknown authority". The node goes NotReady.',
    confirm: [
      {
        command:
          'openssl verify -CAfile /etc/kubernetes/pki/ca.crt /var/lib/kubelet/pki/kubelet-client-current.pem',
        expect: 'Verification fails (compare the CA file itself with that of a healthy node).',
      },
    ],
    mend: [
      {
        text: 'Node of another cluster: reset and join it here.',
        command: 'kubeadm token create --print-join-command',
      },
      {
        text: 'The CA was replaced: finish the rotation; bring the new CA to every node and renew the identities.',
      },
      { text: 'A restart alone does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/tls/manual-rotation-of-ca-certificates/',
      'https://kubernetes.io/docs/setup/best-practices/certificates/',
    ],
  },
  'certificate.kubelet-serving-missing': {
    title: 'The kubelet has no serving certificate',
    meaning:
      'serverTLSBootstrap is on, and the request for the serving certificate was not approved. Nobody approves these by default.',
    impact:
      'The node is Ready and its pods run, but logs, exec, port-forward and metrics-server fail for it.',
    confirm: [
      {
        command: 'journalctl -u kubelet -b --no-pager | grep "no serving certificate available"',
        expect: 'The line repeats.',
      },
      {
        command: 'kubectl get csr',
        expect: 'Pending, signer kubernetes.io/kubelet-serving, requestor system:node:NODE.',
      },
    ],
    mend: [
      {
        text: 'Check that the names and addresses in the request are those of the node.',
        command: 'kubectl describe csr CSR',
      },
      { text: 'Approve it.', command: 'kubectl certificate approve CSR' },
      {
        text: 'Install an approver for kubelet-serving requests, or the next rotation brings it back. Restarting the kubelet only adds a request.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/',
      'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
    ],
  },
  'certificate.rotation-stuck': {
    title: 'The kubelet does not get its certificate renewed',
    meaning:
      'Rotation is due and fails or does not begin: requests are not approved or signed, rotateCertificates is off, or kubelet.conf still embeds a certificate (kubeadm init before 1.17).',
    impact: 'Nothing until the certificate ends; then the node goes NotReady.',
    confirm: [
      {
        command:
          'journalctl -u kubelet -b --no-pager | grep -E "unable to rotate certs|certificate request was not signed"',
        expect: 'Repeated failures.',
      },
      {
        command: 'grep client-certificate /etc/kubernetes/kubelet.conf',
        expect:
          'client-certificate-data: embedded, never rotated. It should be client-certificate: …/kubelet-client-current.pem.',
      },
      { command: 'kubectl get csr', expect: 'Requests of the node that are Pending, Denied or Failed.' },
    ],
    mend: [
      { text: 'Approve what is rightly pending.', command: 'kubectl certificate approve CSR' },
      {
        text: 'See that the signer runs: kube-controller-manager with --cluster-signing-cert-file and --cluster-signing-key-file.',
      },
      {
        text: 'Embedded certificate: point client-certificate and client-key to /var/lib/kubelet/pki/kubelet-client-current.pem.',
      },
      {
        text: '"The server is not responsive. A restart may be necessary": here a restart is right.',
        command: 'systemctl restart kubelet',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/tls/certificate-rotation/',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
    ],
  },
  'certificate.csr-pending': {
    title: 'A certificate request of the node waits for approval',
    meaning:
      'A CertificateSigningRequest has neither been approved nor denied. Pending ones are deleted after 24 hours, and made anew.',
    impact:
      'Client certificate: the node cannot join or renew. Serving certificate: logs, exec and metrics fail for the node.',
    confirm: [
      { command: 'kubectl get csr', expect: 'CONDITION Pending.' },
      {
        command: 'kubectl describe csr CSR',
        expect: 'Requestor, signer and subject, for which the node is right.',
      },
    ],
    mend: [
      {
        text: 'Make sure that requestor, names and addresses belong to the node; an approval is an identity given away.',
      },
      { text: 'Approve it.', command: 'kubectl certificate approve CSR' },
      {
        text: 'Client requests are approved by the controller manager if the bootstrap ClusterRoleBindings exist; serving requests need an approver of your own.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
      'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/',
    ],
  },
  'certificate.csr-denied': {
    title: 'A certificate request of the node was denied',
    meaning: 'An approver or a person denied the CertificateSigningRequest. A denied request stays denied.',
    impact: 'As for a pending one: no client certificate, no node; no serving certificate, no logs and exec.',
    confirm: [
      {
        command: 'kubectl get csr CSR -o yaml',
        expect: 'A condition Denied with its reason and message. It is deleted after an hour.',
      },
    ],
    mend: [
      {
        text: 'Read the reason: the approver often refuses a name or address that DNS or the cloud does not know.',
      },
      {
        text: 'Mend that, then let the kubelet ask again: it does so with growing pauses, or at once after a restart.',
        command: 'systemctl restart kubelet',
      },
    ],
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/'],
  },
  'certificate.bootstrap-missing': {
    title: 'The kubelet has neither a certificate nor a way to get one',
    meaning: 'No valid kubeconfig or client certificate exists, and the bootstrap kubeconfig is missing too.',
    impact: 'The kubelet exits at once: the node never joins, or is lost after a clean-up.',
    confirm: [
      {
        command:
          'ls -l /etc/kubernetes/kubelet.conf /etc/kubernetes/bootstrap-kubelet.conf /var/lib/kubelet/pki/',
        expect: 'kubelet.conf or the client certificate is missing, and so is the bootstrap file.',
      },
      {
        command: 'journalctl -u kubelet -b --no-pager | grep "unable to load bootstrap kubeconfig"',
        expect: 'The line stands alone. With "is expired" beside it, the expired certificate is the cause.',
      },
    ],
    mend: [
      {
        text: 'Join again with a new token (they live 24 hours by default).',
        command: 'kubeadm token create --print-join-command',
      },
      { text: 'A restart does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/',
      'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
    ],
  },
  'certificate.ca-expired': {
    title: 'The certificate authority of the cluster has expired',
    meaning:
      'The CA certificate that issues the others is past its end (kubeadm: 10 years). Everything that it signed is invalid, however young.',
    impact:
      'Nothing trusts anything: kubelets, controllers and kubectl all fail with x509 errors. Running containers go on.',
    confirm: [
      {
        command: 'openssl x509 -in /etc/kubernetes/pki/ca.crt -noout -subject -dates',
        expect: 'notAfter lies in the past.',
      },
      {
        command: 'kubeadm certs check-expiration',
        expect:
          'The table CERTIFICATE AUTHORITY shows the expired one; front-proxy-ca and etcd-ca count too.',
      },
    ],
    mend: [
      { text: 'Back up /etc/kubernetes and etcd first.' },
      {
        text: 'Make a new CA and bring it to every component and node in the order of the documentation. kubeadm certs renew does not renew a CA.',
      },
      { text: 'Restart the workloads that hold the old CA bundle. No restart helps before.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/tls/manual-rotation-of-ca-certificates/',
      'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
    ],
  },
  'certificate.expired': {
    title: 'A certificate of the cluster has expired',
    meaning:
      'A certificate other than those with causes of their own is past its end: a front proxy, an admission webhook, etcd, an aggregated API.',
    impact:
      'Whatever trusts it fails with "x509: certificate has expired or is not yet valid". Which part suffers depends on whose it is.',
    confirm: [
      {
        command: 'kubeadm certs check-expiration',
        expect: 'The expired one, on a kubeadm control-plane node.',
      },
      {
        command:
          'openssl s_client -connect ADDRESS:PORT </dev/null 2>/dev/null | openssl x509 -noout -subject -dates',
        expect: 'notAfter of what a server shows.',
      },
    ],
    mend: [
      { text: 'Look at the clock of both sides before renewing anything.', command: 'timedatectl' },
      { text: 'kubeadm: renew, on each control-plane node.', command: 'kubeadm certs renew all' },
      {
        text: 'Then restart the static pods, or they go on with the old files: move their manifests away for 20 seconds and back.',
      },
      {
        text: 'Webhooks and add-ons: let cert-manager, or whatever issues it, renew. A restart without a new certificate does not help.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
      'https://kubernetes.io/docs/setup/best-practices/certificates/',
    ],
  },
  'certificate.not-yet-valid': {
    title: 'A certificate is not valid yet',
    meaning:
      'Its notBefore lies in the future as the reader’s clock sees it: almost always one of the two clocks is wrong.',
    impact: 'TLS fails with "x509: certificate has expired or is not yet valid", though nothing has expired.',
    confirm: [
      {
        command: 'openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -dates; date -u',
        expect: 'notBefore is later than the clock.',
      },
      { command: 'timedatectl', expect: '"System clock synchronized: no".' },
    ],
    mend: [
      {
        text: 'Set the clock right: on the issuer if it ran ahead, on the reader if it lags.',
        command: 'chronyc makestep',
      },
      {
        text: 'If the issuer ran ahead, wait until notBefore, or issue it again with the right clock. Renewing before that makes it worse.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/best-practices/certificates/',
      'https://chrony-project.org/documentation.html',
    ],
  },
} as const satisfies Record<AreaCauseId<'certificate'>, CauseText>;
