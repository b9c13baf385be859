{{/* Labels and parts of pods that templates share. */}}

{{- define "lectern.name" -}}
{{- printf "%s-%s" .root.Release.Name .name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "lectern.selector" -}}
app.kubernetes.io/name: lectern
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "lectern.labels" -}}
{{ include "lectern.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{- define "lectern.image" -}}
{{ .root.Values.image.prefix }}{{ .image }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{- define "lectern.account" -}}
serviceAccountName: {{ if .root.Values.serviceAccount.create }}{{ .root.Release.Name }}{{ else }}default{{ end }}
{{- end -}}

{{/* What every pod may do, and where it may run. */}}
{{- define "lectern.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Replicas of one thing stand apart where they can. */}}
{{- define "lectern.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "lectern.selector" . | nindent 8 }}
{{- end -}}

{{- define "lectern.confined" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{- define "lectern.container" -}}
image: {{ include "lectern.image" (dict "root" .root "image" .process.image) }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{ include "lectern.confined" . }}
volumeMounts:
  - {name: work, mountPath: /lectern/var}
  - {name: temporary, mountPath: /tmp}
{{- end -}}

{{- define "lectern.volumes" -}}
volumes:
  - {name: work, emptyDir: {}}
  - {name: temporary, emptyDir: {}}
{{- end -}}

{{- define "lectern.settings" -}}
envFrom:
  - configMapRef: {name: {{ .root.Release.Name }}-settings}
{{- end -}}

{{/* Of the secret those keys that the process has a use for, and settings of its own. */}}
{{- define "lectern.environment" -}}
env:
  {{- range $key := concat (list "SECRET_KEY" "AMQP_URL" "REDIS_URL") (.process.secrets | default list) }}
  - name: {{ $key }}
    valueFrom: {secretKeyRef: {name: {{ $.root.Values.secret }}, key: {{ $key }}}}
  {{- end }}
  {{- range $key := concat (list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY") (.process.optional | default list) }}
  - name: {{ $key }}
    valueFrom: {secretKeyRef: {name: {{ $.root.Values.secret }}, key: {{ $key }}, optional: true}}
  {{- end }}
  {{- range $key, $value := .process.settings }}
  - {name: {{ $key }}, value: {{ $value | quote }}}
  {{- end }}
{{- end -}}

{{/* Alive or started again; ready or left out. A start may take two minutes. */}}
{{- define "lectern.probes" -}}
startupProbe:
  httpGet: {path: /healthz, port: health}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /healthz, port: health}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: {{ . }}, port: health}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}
