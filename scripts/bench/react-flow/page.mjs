// The same graph in React Flow, used as its documentation says: nodes memoized and of their own type, state in its hooks.
// `open(graph)` draws one; `field` is an input that names the selected node, as the inspector's does.
import { createElement as h, memo, useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import {
  Handle,
  MiniMap,
  Background,
  Controls,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useEdgesState,
  useNodesState,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import './page.css';

const Card = memo(({ data }) =>
  h(
    'div',
    { className: data.frame ? 'card frame' : 'card' },
    h(Handle, { type: 'target', position: Position.Top }),
    h('span', { className: 'icon' }, h('svg', { viewBox: '0 0 24 24' }, h('path', { d: 'M4 6h16v12H4z M8 10h8' }))),
    h('span', { className: 'words' }, h('b', null, data.label), h('small', null, data.substance)),
    h(Handle, { type: 'source', position: Position.Bottom }),
  ),
);
const nodeTypes = { card: Card };
const visibleOnly = new URLSearchParams(location.search).has('visible');

function Page() {
  const [nodes, setNodes, onNodesChange] = useNodesState([]);
  const [edges, setEdges, onEdgesChange] = useEdgesState([]);
  const [chosen, choose] = useState(null);
  const { setViewport } = useReactFlow();
  const rename = useCallback(
    (event) => {
      const label = event.target.value;
      setNodes((all) => all.map((node) => (node.id === chosen ? { ...node, data: { ...node.data, label } } : node)));
    },
    [chosen, setNodes],
  );
  useEffect(() => {
    window.bench = {
      open(graph) {
        setNodes(graph.nodes);
        setEdges(graph.edges);
        setViewport(graph.viewport);
      },
      insert() {
        const node = { id: `new${Date.now()}`, type: 'card', position: { x: 40, y: 40 }, width: 220, height: 64 };
        setNodes((all) => [...all, { ...node, data: { label: 'New', substance: '' } }]);
      },
      choose: (id) => flushSync(() => choose(id)),
    };
    document.documentElement.dataset.ready = '';
  }, [setNodes, setEdges, setViewport]);
  const label = nodes.find((node) => node.id === chosen)?.data.label ?? '';
  return h(
    'div',
    { className: 'page' },
    h(
      ReactFlow,
      {
        nodes,
        edges,
        onNodesChange,
        onEdgesChange,
        nodeTypes,
        minZoom: 0.02,
        maxZoom: 4,
        panOnScroll: true,
        onlyRenderVisibleElements: visibleOnly,
        defaultViewport: { x: 0, y: 0, zoom: 1 },
      },
      h(Background),
      h(Controls),
      h(MiniMap),
    ),
    h('aside', null, h('input', { 'data-testid': 'field', value: label, onChange: rename })),
  );
}

createRoot(document.getElementById('root')).render(h(ReactFlowProvider, null, h(Page)));
