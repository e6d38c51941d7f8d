// Says what Go's own scanner and parser make of every .go file of some trees, one line a file, for go_oracle_counts.cc to
// compare with ours.
//
// In: folders or files as arguments. Out: path, "ok" or "error", and key=value pairs (counts and sums) separated by tabs.
// For every kind of node: how many there are, and the sums of where they begin and end. Equal sums over thousands of files
// leave little room for a tree of another shape.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/scanner"
	"go/token"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// Larger files are left out: they are test data for compilers.
const maximumBytes = 16 << 20

type count struct{ nodes, begin, end uint64 }

type counter struct {
	file   *token.File
	shift  uint64 // a byte-order mark is no part of our texts
	skip   map[ast.Node]bool
	begins map[ast.Node]token.Pos
	counts map[string]*count
	values uint64
}

func (c *counter) add(kind string, begin, end token.Pos) {
	at := c.counts[kind]
	if at == nil {
		at = &count{}
		c.counts[kind] = at
	}
	at.nodes++
	at.begin += uint64(c.file.Offset(begin)) - c.shift
	at.end += uint64(c.file.Offset(end)) - c.shift
}

func hash(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// endOf is where a node ends in our tree: an empty statement is not a part of what it stands in.
func endOf(node ast.Node) token.Pos {
	switch n := node.(type) {
	case *ast.LabeledStmt:
		if _, empty := n.Stmt.(*ast.EmptyStmt); empty {
			return n.Colon + 1
		}
		return endOf(n.Stmt)
	case *ast.CaseClause:
		return endOfBody(n.Body, n.Colon+1)
	case *ast.CommClause:
		return endOfBody(n.Body, n.Colon+1)
	}
	return node.End()
}

func endOfBody(body []ast.Stmt, none token.Pos) token.Pos {
	for i := len(body) - 1; i >= 0; i-- {
		if _, empty := body[i].(*ast.EmptyStmt); !empty {
			return endOf(body[i])
		}
	}
	return none
}

// Visit counts one node. The parts of a type switch that our tree states in the switch itself are passed over.
func (c *counter) Visit(node ast.Node) ast.Visitor {
	if node == nil || c.skip[node] {
		return c
	}
	begin := node.Pos()
	if at, ok := c.begins[node]; ok {
		begin = at
	}
	kind := strings.TrimPrefix(fmt.Sprintf("%T", node), "*ast.")
	switch n := node.(type) {
	case *ast.FieldList, *ast.EmptyStmt, *ast.DeclStmt, *ast.ExprStmt, *ast.CommentGroup, *ast.Comment:
		return c // not in our tree, or not as often
	case *ast.BasicLit:
		kind += n.Kind.String()
		if n.Kind == token.STRING {
			value, err := strconv.Unquote(n.Value)
			if err == nil {
				c.values += hash(value)
			}
		}
	case *ast.BinaryExpr:
		kind += n.Op.String()
	case *ast.UnaryExpr:
		kind += n.Op.String()
	case *ast.AssignStmt:
		kind += n.Tok.String()
	case *ast.IncDecStmt:
		kind += n.Tok.String()
	case *ast.BranchStmt:
		kind += n.Tok.String()
	case *ast.GenDecl:
		kind += n.Tok.String()
	case *ast.IndexListExpr:
		kind = "IndexExpr"
	case *ast.CommClause:
		kind = "CaseClause"
	case *ast.CallExpr:
		if n.Ellipsis.IsValid() {
			kind += "..."
		}
	case *ast.TypeSpec:
		if n.Assign.IsValid() {
			kind += "="
		}
	case *ast.FuncDecl:
		c.begins[n.Type] = n.Type.Params.Opening
	case *ast.RangeStmt:
		if n.Tok == token.DEFINE {
			kind += ":="
		}
	case *ast.SwitchStmt:
		c.skip[n.Body] = true
	case *ast.SelectStmt:
		c.skip[n.Body] = true
	case *ast.TypeSwitchStmt:
		c.skip[n.Body] = true
		c.skip[n.Assign] = true
		switch guard := n.Assign.(type) {
		case *ast.ExprStmt:
			c.skip[guard.X] = true
		case *ast.AssignStmt:
			c.skip[guard.Rhs[0]] = true
		}
	}
	c.add(kind, begin, endOf(node))
	return c
}

func countTokens(text []byte) uint64 {
	files := token.NewFileSet()
	var s scanner.Scanner
	s.Init(files.AddFile("", -1, len(text)), text, nil, 0)
	tokens := uint64(0)
	for {
		if _, kind, _ := s.Scan(); kind == token.EOF {
			return tokens
		}
		tokens++
	}
}

// The `//go:build` expression as go/build/constraint prints it.
func goBuild(file *ast.File) string {
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			break
		}
		for _, comment := range group.List {
			if constraint.IsGoBuild(comment.Text) {
				if expression, err := constraint.Parse(comment.Text); err == nil {
					return expression.String()
				}
				return ""
			}
		}
	}
	return ""
}

func describe(path string) string {
	text, err := os.ReadFile(path)
	if err != nil || len(text) > maximumBytes {
		return ""
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, text, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return path + "\terror\n"
	}
	c := &counter{file: files.File(file.Pos()), skip: map[ast.Node]bool{}, begins: map[ast.Node]token.Pos{},
		counts: map[string]*count{}}
	if bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")) {
		c.shift = 3
	}
	for _, declaration := range file.Decls {
		ast.Walk(c, declaration)
	}
	kinds := make([]string, 0, len(c.counts))
	for kind := range c.counts {
		kinds = append(kinds, kind)
	}
	sort.Strings(kinds)
	var line strings.Builder
	fmt.Fprintf(&line, "%s\tok\ttokens=%d\tvalues=%d\tpackage=%s\tbuild=%s", path, countTokens(text), c.values, file.Name.Name, goBuild(file))
	for _, kind := range kinds {
		at := c.counts[kind]
		fmt.Fprintf(&line, "\t%s=%d,%d,%d", kind, at.nodes, at.begin, at.end)
	}
	line.WriteByte('\n')
	return line.String()
}

func main() {
	paths := make(chan string, 256)
	lines := make(chan string, 256)
	var workers sync.WaitGroup
	for i := 0; i < 2; i++ {
		workers.Add(1)
		go func() {
			for path := range paths {
				lines <- describe(path)
			}
			workers.Done()
		}()
	}
	go func() {
		for _, root := range os.Args[1:] {
			filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
				if err == nil && entry.Type().IsRegular() && strings.HasSuffix(path, ".go") {
					paths <- path
				}
				return nil
			})
		}
		close(paths)
		workers.Wait()
		close(lines)
	}()
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	for line := range lines {
		out.WriteString(line)
	}
}
