import type { AreaCauseId, CauseText } from './cause-text.ts';

export const controlPlaneCauses = {
  'control-plane.api-server-unreachable': {
    title: 'The API server does not answer',
    meaning: 'Connections to the API server, or to the load balancer before it, are refused or time out.',
    impact: 'Nothing can be changed, scheduled or healed. Running pods and Services go on as they are.',
    confirm: [
      { command: "kubectl get --raw '/readyz?verbose'", expect: 'No answer, or the check that fails.' },
      {
        command: 'curl -sk --max-time 5 https://API_SERVER/livez',
        expect:
          'Against each control-plane node: which one answers, and whether only the load balancer is broken.',
      },
      {
        command: 'crictl ps -a --name kube-apiserver',
        expect: 'On a control-plane node: exited, restarting, or not there.',
      },
    ],
    mend: [
      {
        text: 'Managed control plane: read the provider’s status and network settings (endpoint access, allowed ranges).',
      },
      {
        text: 'Container exits: read its log; etcd, an expired certificate and a wrong flag are usual.',
        command: 'ls -lt /var/log/pods/kube-system_kube-apiserver-*/kube-apiserver/',
      },
      {
        text: 'Restarting nodes or workloads does not help, and what stops now may not come back until the API server does.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/',
      'https://kubernetes.io/docs/reference/using-api/health-checks/',
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/troubleshoot-kubectl/',
    ],
  },
  'control-plane.node-unreachable-from-api': {
    title: 'The API server cannot reach its kubelets',
    meaning:
      'The way from the API server to port 10250 of the nodes is broken: firewall, security group, konnectivity or another tunnel, or a wrong InternalIP.',
    impact:
      'Nodes are Ready and pods run, but logs, exec, port-forward and metrics fail; webhooks and aggregated APIs that go the same way fail too.',
    confirm: [
      {
        command: 'kubectl get --raw /api/v1/nodes/NODE/proxy/healthz',
        expect: 'Time-out, "No agent available" or "error dialing backend".',
      },
      {
        command: 'kubectl get nodes -o wide',
        expect: 'INTERNAL-IP is an address that the control plane can reach.',
      },
      {
        command: 'kubectl get pods --namespace kube-system -l k8s-app=konnectivity-agent',
        expect: 'Where konnectivity is used: none ready.',
      },
    ],
    mend: [
      { text: 'Open TCP 10250 from the control plane to the nodes.' },
      {
        text: 'Tunnel: bring its agents back, and look at their log first.',
        command: 'kubectl logs POD --namespace kube-system',
      },
      { text: 'Wrong InternalIP: set --node-ip of the kubelet. Restarting pods does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/',
      'https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/',
      'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
    ],
  },
  'control-plane.certificate-expired': {
    title: 'A certificate of the control plane has expired',
    meaning:
      'A certificate of the API server, controller manager, scheduler, etcd or front proxy is past its end. kubeadm issues them for one year and renews them at upgrades.',
    impact:
      'The component is refused or refuses all: kubectl fails, or scheduling and controllers stand still. Running pods go on.',
    confirm: [
      { command: 'kubeadm certs check-expiration', expect: 'EXPIRES in the past, RESIDUAL TIME <invalid>.' },
      {
        command: 'openssl s_client -connect API_SERVER </dev/null 2>/dev/null | openssl x509 -noout -dates',
        expect: 'notAfter of what the API server shows.',
      },
    ],
    mend: [
      {
        text: 'Back up the certificates and configurations.',
        command: 'cp -a /etc/kubernetes /root/kubernetes-backup',
      },
      { text: 'Renew, on each control-plane node.', command: 'kubeadm certs renew all' },
      {
        text: 'Restart the static pods so that they read the new files: move the manifests out of /etc/kubernetes/manifests, wait 20 seconds, move them back. A restart before the renewal makes it worse.',
      },
      {
        text: 'Replace the copies of admin.conf in use.',
        command: 'cp -i /etc/kubernetes/admin.conf ~/.kube/config',
      },
    ],
    sources: ['https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/'],
  },
  'control-plane.etcd-unhealthy': {
    title: 'etcd is unhealthy',
    meaning: 'etcd has lost its quorum or its leader, is out of space (NOSPACE), or its disk is too slow.',
    impact:
      'The API server times out or refuses writes: nothing can be changed or scheduled, Leases expire and nodes look unreachable.',
    confirm: [
      { command: "kubectl get --raw '/readyz/etcd'", expect: 'Anything but ok.' },
      {
        command:
          'etcdctl --endpoints https://127.0.0.1:2379 --cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/healthcheck-client.crt --key /etc/kubernetes/pki/etcd/healthcheck-client.key endpoint status --cluster -w table',
        expect: 'A member missing, no leader, or the alarm NOSPACE.',
      },
      {
        command: 'crictl logs --tail 100 $(crictl ps -a --name etcd -q | head -1)',
        expect: '"took too long", "slow fdatasync", "lost leader", or certificate errors.',
      },
    ],
    mend: [
      {
        text: 'Take a snapshot first, if it still answers (same certificates as above).',
        command: 'etcdctl snapshot save /root/etcd-snapshot.db',
      },
      { text: 'NOSPACE: compact, defragment one member after the other, then disarm the alarm.' },
      {
        text: 'Quorum lost: bring members back; restore from a snapshot only if that is impossible. Do not restart or remove healthy members.',
      },
      { text: 'Slow disk: give etcd a disk of its own. A restart does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
      'https://etcd.io/docs/v3.5/op-guide/maintenance/',
    ],
  },
  'control-plane.scheduler-down': {
    title: 'The scheduler is not running',
    meaning: 'No kube-scheduler holds its Lease and works.',
    impact: 'New pods stay Pending without any event; lost pods are not replaced. Running pods go on.',
    confirm: [
      {
        command: 'kubectl get lease kube-scheduler --namespace kube-system -o yaml',
        expect: 'renewTime stands still.',
      },
      {
        command: 'kubectl get pods --namespace kube-system -l component=kube-scheduler',
        expect: 'None, or none ready (kubeadm clusters).',
      },
    ],
    mend: [
      {
        text: 'Read why it stopped: kubeconfig, certificate, flag, or the API server.',
        command: 'kubectl logs POD --namespace kube-system --previous',
      },
      {
        text: 'Correct /etc/kubernetes/manifests/kube-scheduler.yaml; the kubelet restarts it by itself. Deleting the mirror pod does not restart the container.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/leases/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/',
    ],
  },
  'control-plane.controller-manager-down': {
    title: 'The controller manager is not running',
    meaning: 'No kube-controller-manager holds its Lease and works.',
    impact:
      'Deployments do not roll out, lost pods are not replaced, endpoints of Services go stale, certificates are not signed, dead nodes are not noticed.',
    confirm: [
      {
        command: 'kubectl get lease kube-controller-manager --namespace kube-system -o yaml',
        expect: 'renewTime stands still.',
      },
      {
        command: 'kubectl get pods --namespace kube-system -l component=kube-controller-manager',
        expect: 'None, or none ready (kubeadm clusters).',
      },
    ],
    mend: [
      {
        text: 'Read why it stopped: kubeconfig, certificate, flag, or the API server.',
        command: 'kubectl logs POD --namespace kube-system --previous',
      },
      {
        text: 'Correct /etc/kubernetes/manifests/kube-controller-manager.yaml; the kubelet restarts it by itself. Deleting the mirror pod does not restart the container.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/leases/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
    ],
  },
  'control-plane.admission-refuses': {
    title: 'Admission refuses system pods',
    meaning:
      'A webhook, a ValidatingAdmissionPolicy, Pod Security or a quota refuses pods of the cluster’s own add-ons; or a webhook that fails closed has no backend.',
    impact:
      'DNS, kube-proxy or the network plugin cannot be created again once lost. If the webhook’s own pods need what it blocks, it is a deadlock.',
    confirm: [
      {
        command: 'kubectl get events --namespace kube-system --field-selector reason=FailedCreate',
        expect:
          '"admission webhook … denied the request", "failed calling webhook", "violates PodSecurity" or "exceeded quota".',
      },
      {
        command: 'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
        expect: 'The webhook of that name; look at failurePolicy and its Service.',
      },
    ],
    mend: [
      { text: 'Webhook without backend: bring its pods back.' },
      { text: 'Exempt kube-system from it (namespaceSelector), as upstream advises.' },
      {
        text: 'Deadlock: after a backup, set failurePolicy to Ignore, or remove the webhook (NAME), until its pods run again. Its protection is off meanwhile.',
        command: 'kubectl get validatingwebhookconfiguration NAME -o yaml',
      },
      { text: 'Quota or policy: correct it. Restarting the workload does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
      'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
      'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
      'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    ],
  },
  'control-plane.kubernetes-service-wrong': {
    title: 'The Service “kubernetes” does not lead to the API server',
    meaning:
      'The endpoints of default/kubernetes hold an address that is not a live API server: a wrong --advertise-address, a leftover, or an edit by hand.',
    impact:
      'Every pod that talks to the API fails, always or now and then: DNS, the network plugin, operators. kubectl from outside works.',
    confirm: [
      {
        command:
          'kubectl get endpointslices --namespace default -l kubernetes.io/service-name=kubernetes -o yaml',
        expect: 'An address or port that no API server has.',
      },
      {
        command: 'curl -sk --max-time 5 https://ADDRESS:PORT/livez',
        expect: 'Against each of these: no answer from the wrong one.',
      },
    ],
    mend: [
      {
        text: 'Correct --advertise-address of the API server that wrote it; the API servers keep these endpoints themselves.',
      },
      {
        text: 'A leftover of a dead API server goes by itself with its lease; an edit by hand is put right within seconds.',
      },
      { text: 'Restarting the pods that suffer does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
      'https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/',
    ],
  },
  'control-plane.certificate-name-mismatch': {
    title: 'The certificate of the API server does not carry the name that is used',
    meaning:
      'A client uses a name or address of the API server (load balancer, new IP, DNS alias) that is not among the subject alternative names.',
    impact: 'Whoever uses that name fails with "x509: certificate is valid for …, not …"; others work.',
    confirm: [
      {
        command:
          'openssl s_client -connect API_SERVER </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName',
        expect: 'The name or address in use is not in the list.',
      },
      { command: 'grep server: /etc/kubernetes/kubelet.conf', expect: 'The name that this client uses.' },
    ],
    mend: [
      { text: 'Let the client use a name that is in the list.' },
      {
        text: 'Or add the name: put it into certSANs of the kubeadm configuration, move apiserver.crt and apiserver.key away, and issue them again on each control-plane node (NAME: the configuration file).',
        command: 'kubeadm init phase certs apiserver --config NAME',
      },
      {
        text: 'Then restart the API server’s static pod. Renewing with kubeadm certs renew keeps the old names. Never turn verification off.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/best-practices/certificates/',
      'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init-phase/',
      'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
    ],
  },
} as const satisfies Record<AreaCauseId<'control-plane'>, CauseText>;
